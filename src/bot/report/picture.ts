import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const FONTS = [
  require.resolve('@expo-google-fonts/manrope/400Regular/Manrope_400Regular.ttf'),
  require.resolve('@expo-google-fonts/manrope/700Bold/Manrope_700Bold.ttf'),
];

/**
 * Draws an SVG picture as PNG, off the main thread. `null` where there is no drawing library for this machine: it is
 * loaded only here, so that the bot does without it.
 */
export async function drawPng(svg: string): Promise<Buffer | null> {
  const library = await import('@resvg/resvg-js').catch(() => null);
  if (library === null) return null;
  const image = await library.renderAsync(svg, {
    font: {
      fontFiles: FONTS,
      loadSystemFonts: false,
      defaultFontFamily: 'Manrope',
    },
  });
  return image.asPng();
}
