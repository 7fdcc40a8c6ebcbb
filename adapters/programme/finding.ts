/** Something that is wrong with a programme, at its place. */
export interface Finding {
  /** Relative to the programme's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column?: number;
  readonly message: string;
}

/** A place in a text. */
export interface Place {
  readonly line: number;
  readonly column?: number;
}

/** Findings in the order in which a reader goes through the files, each once. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...known.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
