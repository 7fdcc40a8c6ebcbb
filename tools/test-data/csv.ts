/** One row of a table with a header: values by the name of their column; empty where there is none. */
export type Row = Readonly<Record<string, string>>;

/** One value of a table after RFC 4180, quoted or plain, with what ends it. */
const VALUE = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;

/** Reads a table in CSV after RFC 4180: quoted values may hold commas, line breaks and doubled quotes. Throws on anything else. */
export function readCsv(text: string): readonly Row[] {
  const [header = [], ...rows] = linesOf(text.replace(/^\uFEFF/, ''));
  return rows.map((values, at) => {
    if (values.length !== header.length)
      throw new Error(`row ${at + 1} has ${values.length} values, not ${header.length}`);
    return Object.fromEntries(header.map((name, column) => [name, values[column] ?? '']));
  });
}

function linesOf(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  VALUE.lastIndex = 0;
  while (VALUE.lastIndex < text.length) {
    const at = VALUE.lastIndex;
    const [, quoted, plain = '', end = ''] = VALUE.exec(text) ?? fail(at);
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

function fail(at: number): never {
  throw new Error(`what stands at character ${at} is no value of a CSV file`);
}
