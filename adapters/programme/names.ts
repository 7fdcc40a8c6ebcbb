import { z } from 'zod';
import type { LocalNames } from '../../ports/programme-store.js';
import type { Finding } from './finding.js';
import type { Files } from './folder.js';
import { isLocale, shown, word } from './schemas.js';
import type { Settings } from './settings.js';
import { checkYaml, parseYaml, type YamlFile } from './yaml-file.js';

const named = z.record(word, shown);

/** `templates/<locale>/names.yaml` */
const namesSchema = z.strictObject({ teams: named, categories: named, facts: named });

type Names = Readonly<Record<string, LocalNames>>;

/**
 * Reads what each locale calls teams, categories and reported facts. A locale other than the default has to name every
 * team and every category that a protocol or a rule of severity claims, or a text would change its language half-way.
 */
export function readNames(
  files: Files,
  settings: Settings | undefined,
): { readonly names: Names; readonly findings: readonly Finding[] } {
  const read = localesOf(files).map((locale) => ({ locale, ...namesOf(files, locale, settings) }));
  return {
    names: Object.fromEntries(read.flatMap(({ locale, value }) => (value ? [[locale, value]] : []))),
    findings: read.flatMap(({ findings }) => findings),
  };
}

function localesOf(files: Files): readonly string[] {
  const found = [...files.keys()].flatMap((file) => /^templates\/([^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(found)].filter(isLocale);
}

function namesOf(files: Files, locale: string, settings: Settings | undefined) {
  const file = `templates/${locale}/names.yaml`;
  const text = files.get(file);
  if (text === undefined) {
    const needed = settings !== undefined && locale !== settings.defaultLocale;
    return { findings: needed ? [{ file, line: 1, message: 'The file is missing.' }] : [] };
  }
  const yaml = parseYaml(file, text);
  const { value, findings } = checkYaml(yaml, namesSchema);
  if (value === undefined || settings === undefined) return { findings };
  return { value, findings: locale === settings.defaultLocale ? [] : unnamed(yaml, value, settings) };
}

function unnamed(yaml: YamlFile, names: LocalNames, { teams, protocols, criteria }: Settings): Finding[] {
  const categories = [
    ...protocols.flatMap((protocol) => protocol.categories),
    ...criteria.severityRules.flatMap((rule) => rule.categories ?? []),
  ];
  const wanted = { teams: teams.map(({ id }) => id), categories: [...new Set(categories)] };
  return (['teams', 'categories'] as const).flatMap((list) =>
    wanted[list]
      .filter((id) => !Object.hasOwn(names[list], id))
      .map((id) => ({ file: yaml.file, ...yaml.place([list]), message: `"${id}" has no name among the ${list}.` })),
  );
}
