import { readProgramme } from '../../app/read-programme.js';

/** A programme folder as read: ready to be published, or with faults. */
export type Reading = Awaited<ReturnType<typeof readProgramme>>;
/** What is wrong at one place of a programme. */
export type Finding = Reading['warnings'][number];

/** Reads and checks a programme folder; undefined when it cannot be read at all. */
export async function checkFolder(folder: string, pace: number): Promise<Reading | undefined> {
  try {
    return await readProgramme(folder, { pace });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  }
}
