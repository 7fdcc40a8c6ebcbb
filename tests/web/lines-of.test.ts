import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Line, LINE_LIMIT, linesOf } from '../../web/lines-of.js';

async function read(body: Iterable<Buffer>): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const line of linesOf(Readable.from(body, { objectMode: false }))) lines.push(line);
  return lines;
}

const MIB = 1024 * 1024;
/** More characters than one string can hold: whoever kept all of a line could not read on. */
function* endless(): Generator<Buffer> {
  const part = Buffer.alloc(8 * MIB, 'x');
  yield Buffer.from('first\n');
  for (let sent = 0; sent <= 512 * MIB; sent += part.length) yield part;
  yield Buffer.from('\nlast');
}

describe('a body, line by line', () => {
  it('keeps no more of a line than its limit, however long it is, and reads on behind it', async () => {
    expect(await read(endless())).toEqual([{ line: 1, text: 'first' }, { line: 2 }, { line: 3, text: 'last' }]);
  });

  it('gives a line of just the limit whole, in whatever parts it comes, and none that is longer by one', async () => {
    const whole = 'y'.repeat(LINE_LIMIT);
    const parts = [whole.slice(0, 9), `${whole.slice(9)}\n`, `${whole}y\n`].map((part) => Buffer.from(part));
    expect(await read(parts)).toEqual([{ line: 1, text: whole }, { line: 2 }]);
  });
});
