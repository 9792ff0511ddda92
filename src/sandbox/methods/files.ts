import { badRequest } from '../errors.js';
import type { Upload } from '../types.js';
import { freshId, type StoredFile, type World } from '../world.js';
import type { CallContext, Method } from './context.js';

/** The latest files that are kept. */
const MAX_FILES = 500;
const MAX_DOWNLOAD = 20 * 1024 * 1024;

/** Keeps a file and gives it its id and path. */
export function storeFile(world: World, upload: Upload): StoredFile {
  const id = `SANDBOX${freshId(world)}`;
  const type = pictureType(upload.bytes) ?? upload.type;
  const folder = type.startsWith('image/') ? 'photos' : 'documents';
  const file: StoredFile = { ...upload, type, id, path: `${folder}/${id}` };
  world.files.set(id, file);
  for (const oldest of world.files.keys()) {
    if (world.files.size <= MAX_FILES) break;
    world.files.delete(oldest);
  }
  return file;
}

/** Bot libraries send pictures as mere bytes: their first ones tell what they are. */
function pictureType(bytes: Buffer): string | null {
  if (bytes.length < 4) return null;
  if (bytes.readUInt32BE(0) === 0x89504e47) return 'image/png';
  return bytes.readUInt16BE(0) === 0xffd8 ? 'image/jpeg' : null;
}

/** The file that a parameter names: `attach://part`, the id of a known one, or an address on the web. Throws ApiError. */
export function fileFor({ world, files }: CallContext, value: string): StoredFile {
  if (value.startsWith('attach://')) {
    const upload = files.get(value.slice('attach://'.length));
    if (!upload) throw badRequest('file must be non-empty');
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
    return storeFile(world, upload);
  }
  // The sandbox never goes out to the net.
  if (/^https?:\/\//.test(value)) throw badRequest('failed to get HTTP URL content');
  const known = world.files.get(value);
  if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
  return known;
}

function getFile({ world }: CallContext, { file_id }: { file_id: string }): Record<string, unknown> {
  const file = world.files.get(file_id);
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
  if (file.bytes.length > MAX_DOWNLOAD) throw badRequest('file is too big');
  return { file_id, file_unique_id: file_id, file_size: file.bytes.length, file_path: file.path };
}

export const fileMethods: Record<string, Method> = { getFile };
