import { once } from 'node:events';
import net from 'node:net';

/** A secret such as an operator would choose. */
export const SECRET = 'apple-tree-in-the-garden';

/** An update such as Telegram sends: a message in a private chat. */
export function messageUpdate(id: number, chat: number, text: string) {
  return {
    update_id: id,
    message: {
      message_id: id,
      date: 1_780_000_000,
      chat: { id: chat, type: 'private', first_name: 'Олена' },
      from: { id: chat, is_bot: false, first_name: 'Олена' },
      text,
    },
  };
}

/** A port that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
