import type { z } from 'zod';
import type { TeamCalendar } from '../../ports/calendars.js';
import type { Finding } from './finding.js';
import type { Files } from './folder.js';
import { calendarSchema } from './hours-schemas.js';
import { checkYaml, parseYaml, type YamlFile } from './yaml-file.js';

/** Tells whether there is data on the public holidays of a country, or of a part of it. */
export type KnowsHolidays = (of: NonNullable<TeamCalendar['holidays']>) => boolean;

/** Reads `calendars/<name>.yaml`: when teams are at work. */
export function readCalendars(
  files: Files,
  knowsHolidays: KnowsHolidays,
): { readonly calendars: readonly TeamCalendar[]; readonly findings: readonly Finding[] } {
  const read = [...files].flatMap(([file, text]) => {
    const name = /^calendars\/([a-z][a-z0-9_]{0,39})\.yaml$/.exec(file)?.[1];
    if (name !== undefined) return [calendarOf(name, parseYaml(file, text), knowsHolidays)];
    const message = 'A calendar is a file such as calendars/office.yaml, named by a lower-case word.';
    return file.startsWith('calendars/') ? [{ findings: [{ file, line: 1, message }] }] : [];
  });
  return {
    calendars: read.flatMap((one) => ('calendar' in one ? [one.calendar] : [])),
    findings: read.flatMap(({ findings }) => findings),
  };
}

function calendarOf(name: string, yaml: YamlFile, knowsHolidays: KnowsHolidays) {
  const { value, findings } = checkYaml(yaml, calendarSchema);
  if (value === undefined) return { findings };
  const { holidays, closed = [] } = value;
  const strange = holidays === undefined || knowsHolidays(holidays) ? [] : [strangeHolidays(yaml, holidays)];
  return { calendar: { name, ...value, closed }, findings: [...findings, ...strange] };
}

function strangeHolidays(
  yaml: YamlFile,
  { country, region }: NonNullable<z.infer<typeof calendarSchema>['holidays']>,
): Finding {
  const place = region === undefined ? country : `${country}-${region}`;
  return {
    file: yaml.file,
    ...yaml.place(['holidays']),
    message: `There is no data on the public holidays of ${place}.`,
  };
}
