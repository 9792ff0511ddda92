import { badRequest } from '../errors.js';
import type { Upload } from '../types.js';

/** A multipart form: its texts and its files, by the names of their parts. */
export interface MultipartForm {
  texts: Map<string, string>;
  files: Map<string, Upload>;
}

const MAX_PARTS = 200;
/** What Telegram makes of a name when the sender says no more than "bytes". */
const TYPES: Record<string, string> = {
  csv: 'text/csv',
  html: 'text/html',
  jpg: 'image/jpeg',
  json: 'application/json',
  opml: 'text/x-opml',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xml: 'application/xml',
};

/**
 * Reads a multipart/form-data body (RFC 7578), also as bot libraries write it: without spaces and quotes,
 * which the platform's own reader refuses. Throws ApiError 400.
 */
export function readMultipart(bytes: Buffer, contentType: string): MultipartForm {
  const broken = () => badRequest("can't parse multipart request");
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark) throw broken();
  const form: MultipartForm = { texts: new Map(), files: new Map() };
  const delimiter = Buffer.from(`\r\n--${mark}`);
  const opening = Buffer.from(`--${mark}`);
  let at = bytes.indexOf(opening);
  if (at === -1) throw broken();
  at += opening.length;
  for (let parts = 0; bytes.toString('latin1', at, at + 2) !== '--'; parts++) {
    const headersEnd = bytes.indexOf('\r\n\r\n', at);
    // The blank line ends the headers, so a part may be empty: its delimiter begins with that line's own break.
    const end = headersEnd === -1 ? -1 : bytes.indexOf(delimiter, headersEnd + 2);
    if (end === -1 || parts >= MAX_PARTS) throw broken();
    addPart(form, bytes.toString('utf8', at, headersEnd), bytes.subarray(Math.min(headersEnd + 4, end), end), broken);
    at = end + delimiter.length;
  }
  return form;
}

function addPart(form: MultipartForm, headers: string, body: Buffer, broken: () => Error): void {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1];
  const name = disposition && fieldOf(disposition, 'name');
  if (!name) throw broken();
  const filename = fieldOf(disposition, 'filename');
  if (filename === null) {
    form.texts.set(name, body.toString('utf8'));
    return;
  }
  const said = /^content-type:\s*([^\s;]+)/im.exec(headers)?.[1] ?? 'application/octet-stream';
  const guessed = TYPES[filename.split('.').at(-1)?.toLowerCase() ?? ''];
  const type = said === 'application/octet-stream' ? (guessed ?? said) : said;
  form.files.set(name, { name: filename, type, bytes: Buffer.from(body) });
}

function fieldOf(disposition: string, field: string): string | null {
  const match = new RegExp(`(?:^|;)\\s*${field}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(disposition);
  return match ? (match[1] ?? match[2] ?? '') : null;
}
