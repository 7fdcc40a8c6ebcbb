import type { z } from 'zod';
import type { Programme } from '../../ports/programme-store.js';
import type { Finding } from './finding.js';
import type { Files } from './folder.js';
import { type KnowsHolidays, readCalendars } from './calendars.js';
import { pacedCriteria, pacedGeneral, pacedProtocol, pacedTeams } from './paced.js';
import { criteriaSchema, programmeSchema, protocolSchema, teamsSchema, wordingSchema } from './schemas.js';
import { checkYaml, parseYaml, type YamlFile } from './yaml-file.js';

/** What the YAML files of a programme say: all but its texts and the names in them. */
export type Settings = Omit<Programme, 'templates' | 'names'>;

/** A file of which the schema could make something. */
interface Checked<T> {
  readonly yaml: YamlFile;
  readonly value?: T;
}

type Protocols = readonly (Checked<z.infer<typeof protocolSchema>> & { readonly name: string })[];

/** Reads all YAML files; `settings` is missing while anything is wrong with them. */
export function readSettings(
  files: Files,
  { pace, knowsHolidays }: { readonly pace: number; readonly knowsHolidays: KnowsHolidays },
): { readonly settings?: Settings; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  function read<T>(file: string, schema: z.ZodType<T>): Checked<T> {
    const text = files.get(file);
    if (text === undefined) findings.push({ file, line: 1, message: 'The file is missing.' });
    const yaml = parseYaml(file, text ?? '');
    const checked = text === undefined ? { findings: [] } : checkYaml(yaml, schema);
    findings.push(...checked.findings);
    return { yaml, ...checked };
  }
  const programme = read('programme.yaml', programmeSchema);
  const criteria = read('criteria.yaml', criteriaSchema);
  const teams = read('teams.yaml', teamsSchema);
  const wording = read('wording.yaml', wordingSchema);
  const protocols = protocolNames(files).map((name) => ({ name, ...read(`protocols/${name}.yaml`, protocolSchema) }));
  const { calendars, findings: ofCalendars } = readCalendars(files, knowsHolidays);
  findings.push(...ofCalendars, ...strangeCalendars(teams, files));
  findings.push(...repeatedIds(teams), ...strangersOnLadders(teams), ...strangeTeams(protocols, teams));
  findings.push(...categoriesClaimedTwice(protocols), ...rulesGivenTwice(wording));
  if (findings.length > 0 || !programme.value || !criteria.value || !teams.value) return { findings };
  const ladders = new Map(teams.value.teams.map(({ id, ladder }) => [id, ladder]));
  const settings = {
    ...pacedGeneral(programme.value, pace),
    criteria: pacedCriteria(criteria.value, pace),
    protocols: protocols.flatMap(({ name, value }) =>
      value ? [pacedProtocol({ name, ...value, ladder: ladders.get(value.team) ?? [] }, pace)] : [],
    ),
    ...teams.value,
    teams: pacedTeams(teams.value.teams, pace),
    ...(pace === 1 && { calendars }),
    ...(wording.value !== undefined && { wording: wording.value.rules }),
    pace,
  };
  return { settings, findings };
}

/** `default` is asked for even when its file is not there. */
function protocolNames(files: Files): readonly string[] {
  const names = [...files.keys()].flatMap((file) => /^protocols\/([^/]+)\.yaml$/.exec(file)?.[1] ?? []);
  return [...new Set(['default', ...names])];
}

type Teams = Checked<z.infer<typeof teamsSchema>>;

function repeatedIds({ yaml, value }: Teams): Finding[] {
  return (['teams', 'staff'] as const).flatMap((list) =>
    (value?.[list] ?? []).flatMap(({ id }, index, all) =>
      all.findIndex((other) => other.id === id) === index
        ? []
        : [{ file: yaml.file, ...yaml.place([list, index, 'id']), message: `The id "${id}" is given twice.` }],
    ),
  );
}

function rulesGivenTwice({ yaml, value }: Checked<z.infer<typeof wordingSchema>>): Finding[] {
  return (value?.rules ?? []).flatMap(({ name }, index, all) =>
    all.findIndex((other) => other.name === name) === index
      ? []
      : [{ file: yaml.file, ...yaml.place(['rules', index, 'name']), message: `The rule "${name}" is given twice.` }],
  );
}

function strangersOnLadders({ yaml, value }: Teams): Finding[] {
  const known = new Set(value?.staff.map(({ id }) => id));
  return (value?.teams ?? []).flatMap((team, index) =>
    team.ladder.flatMap((id, rung) => {
      if (known.has(id)) return [];
      const place = yaml.place(['teams', index, 'ladder', rung]);
      return [{ file: yaml.file, ...place, message: `"${id}" on the ladder of team "${team.id}" is not in staff.` }];
    }),
  );
}

function strangeCalendars({ yaml, value }: Teams, files: Files): Finding[] {
  return (value?.teams ?? []).flatMap(({ calendar }, index) =>
    calendar === undefined || files.has(`calendars/${calendar}.yaml`)
      ? []
      : [
          {
            file: yaml.file,
            ...yaml.place(['teams', index, 'calendar']),
            message: `There is no calendars/${calendar}.yaml.`,
          },
        ],
  );
}

function strangeTeams(protocols: Protocols, teams: Teams): Finding[] {
  const known = teams.value && new Set(teams.value.teams.map(({ id }) => id));
  return protocols.flatMap(({ yaml, value }) =>
    known === undefined || value === undefined || known.has(value.team)
      ? []
      : [{ file: yaml.file, ...yaml.place(['team']), message: `There is no team "${value.team}" in teams.yaml.` }],
  );
}

function categoriesClaimedTwice(protocols: Protocols): Finding[] {
  const claimedBy = new Map<string, string>();
  return protocols.flatMap(({ yaml, value }) =>
    (value?.categories ?? []).flatMap((category, index) => {
      const other = claimedBy.get(category);
      claimedBy.set(category, other ?? yaml.file);
      const message = `The category "${category}" is claimed by ${other ?? ''} already.`;
      return other === undefined ? [] : [{ file: yaml.file, ...yaml.place(['categories', index]), message }];
    }),
  );
}
