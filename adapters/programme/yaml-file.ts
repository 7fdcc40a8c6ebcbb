import { LineCounter, parseDocument, isMap, isNode, isPair, isScalar, type Document } from 'yaml';
import type { z } from 'zod';
import type { Finding, Place } from './finding.js';

type Path = readonly PropertyKey[];

/** A YAML text with the place of each of its values. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** Errors of the YAML itself. */
  readonly findings: readonly Finding[];
  /** Where the value at this path begins, or its nearest ancestor that is there. */
  place(path: Path): Place;
  /** Where this key of the map at this path stands. */
  placeOfKey(path: Path, key: string): Place;
}

/** Reads a YAML text; `firstLine` is the line of its file on which it begins. */
export function parseYaml(file: string, text: string, firstLine = 1): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  const findings = document.errors.map((error) => ({ file, ...at(error.pos[0]), message: error.message }));
  return {
    file,
    value: findings.length === 0 ? document.toJS() : undefined,
    findings,
    place: (path) => at(offsetOf(document, path)),
    placeOfKey: (path, key) => at(offsetOfKey(document, path, key)),
  };
}

/** What the schema makes of a file, and what it finds wrong with it. */
export function checkYaml<T>(
  yaml: YamlFile,
  schema: z.ZodType<T>,
): { readonly value?: T; readonly findings: readonly Finding[] } {
  if (yaml.findings.length > 0) return { findings: yaml.findings };
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return { value: parsed.data, findings: [] };
  return { findings: parsed.error.issues.flatMap((issue) => findingsOf(yaml, issue)) };
}

function findingsOf(yaml: YamlFile, issue: z.core.$ZodIssue): Finding[] {
  const { file } = yaml;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ file, ...yaml.placeOfKey(issue.path, key), message: `Unknown key "${key}".` }));
  }
  const where = issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
  return [{ file, ...yaml.place(issue.path), message: `${where}${issue.message}` }];
}

function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function offsetOfKey(document: Document.Parsed, path: Path, key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map)
    ? map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
    : null;
  return isScalar(pair?.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path);
}
