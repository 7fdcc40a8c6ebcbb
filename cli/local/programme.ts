import { previewProgramme, readProgramme } from '../../app/read-programme.js';

/** A programme folder as read: ready to be published, or with faults. */
export type Reading = Awaited<ReturnType<typeof readProgramme>>;
/** What is wrong at one place of a programme. */
export type Finding = Reading['warnings'][number];
/** A programme that may be published. */
export type Programme = Extract<Reading, { kind: 'sound' }>['programme'];
/** All texts of a journey, in order. */
export type Preview = NonNullable<Awaited<ReturnType<typeof previewProgramme>>>;

/** Reads and checks a programme folder; undefined when it cannot be read at all. */
export async function checkFolder(folder: string, pace: number): Promise<Reading | undefined> {
  try {
    return await readProgramme(folder, { pace });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  }
}

/** Writes all texts of a journey; undefined when the programme has no such protocol. */
export function previewOf(
  programme: Programme,
  wish: { readonly protocol: string; readonly locale?: string },
): Promise<Preview | undefined> {
  return previewProgramme(programme, wish);
}
