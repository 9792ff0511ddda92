import { expect, test } from 'vitest';
import { readMultipart } from '../../src/sandbox/http/multipart.js';

const TYPE = 'multipart/form-data; boundary=xyz';
const read = (body: string, type = TYPE) => readMultipart(Buffer.from(body), type);

test('texts and files are read, quoted or not, with bytes that look like an end left alone', () => {
  const form = read(
    '--xyz\r\ncontent-disposition:form-data;name="chat_id"\r\n\r\n100\r\n' +
      '--xyz\r\nContent-Disposition: form-data; name=text\r\n\r\n\r\n' +
      '--xyz\r\ncontent-disposition:form-data;name="f";filename=звіт.csv\r\ncontent-type:application/octet-stream\r\n\r\na\r\n--xy\r\n\r\n--xyz--\r\n',
  );
  expect(Object.fromEntries(form.texts)).toEqual({ chat_id: '100', text: '' });
  expect(form.files.get('f')).toEqual({ name: 'звіт.csv', type: 'text/csv', bytes: Buffer.from('a\r\n--xy\r\n') });
});

test.each([
  ['no boundary', '--xyz--', 'multipart/form-data'],
  ['another boundary', '--abc--', TYPE],
  ['no end', '--xyz\r\ncontent-disposition:form-data;name="a"\r\n\r\nб', TYPE],
  ['no name', '--xyz\r\ncontent-disposition:form-data\r\n\r\nб\r\n--xyz--', TYPE],
  ['no headers', '--xyz\r\nб\r\n--xyz--', TYPE],
  ['nothing', '', TYPE],
])('a form with %s is refused', (_what, body, type) => {
  expect(() => read(body, type)).toThrow("Bad Request: can't parse multipart request");
});
