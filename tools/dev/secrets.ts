import { createHash, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';

/** Everybody who has an API key: a backend, whoever runs the place, and one of each role among the staff. */
const callers = [
  ['shop', 'backend'],
  ['operations', 'admin'],
  ['s-101', 'agent'],
  ['s-104', 'lead'],
  ['s-007', 'manager'],
] as const;

/** One of those who have a key. */
type Actor = (typeof callers)[number][0];

const made = z.string().startsWith('development-');
const stored = z.object({
  linkSecret: made,
  keySecret: made,
  emailHookSecret: made,
  apiKeys: z.object({ shop: made, operations: made, 's-101': made, 's-104': made, 's-007': made }),
});

/** What the development servers of one folder keep secret; every text begins with `development-`. */
export type Secrets = z.output<typeof stored>;

/** As a folder may hold them. */
type StoredSecrets = Omit<Secrets, 'emailHookSecret'> & { readonly emailHookSecret?: string | undefined };

/** The secrets of a folder, made at the first call: kept, since ledger and survey links are signed with them. Throws when the file is damaged. */
export async function readOrMakeSecrets(file: string): Promise<Secrets> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
  if (text === undefined) return makeSecrets(file);
  return completed(file, readSecrets(file, text));
}

function readSecrets(file: string, text: string): StoredSecrets {
  try {
    return stored.partial({ emailHookSecret: true }).parse(JSON.parse(text));
  } catch {
    throw new Error(`${file} is damaged. Restore it, or remove the whole folder to begin anew without the open cases.`);
  }
}

/** A folder of an earlier release has no secret for e-mail events yet. */
async function completed(file: string, { emailHookSecret, ...others }: StoredSecrets): Promise<Secrets> {
  if (emailHookSecret !== undefined) return { ...others, emailHookSecret };
  const secrets = { ...others, emailHookSecret: fresh() };
  // Under another name first: a crash must not leave half of the secrets that the ledger was signed with.
  await writeFile(`${file}.new`, textOf(secrets), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}

async function makeSecrets(file: string): Promise<Secrets> {
  const apiKeys = Object.fromEntries(callers.map(([actor]) => [actor, fresh()])) as Record<Actor, string>;
  const secrets = { linkSecret: fresh(), keySecret: fresh(), emailHookSecret: fresh(), apiKeys };
  await writeFile(file, textOf(secrets), { mode: 0o600, flag: 'wx' });
  return secrets;
}

function textOf(secrets: Secrets): string {
  return `${JSON.stringify(secrets, null, 2)}\n`;
}

/** Marked, so that no production server ever starts with it. */
function fresh(): string {
  return `development-${randomBytes(36).toString('base64url')}`;
}

/** The keys as `API_KEYS` has them, of the tenant `dev`. */
export function configuredKeys({ apiKeys }: Secrets): string {
  return callers.map(([actor, role]) => `dev:${actor}:${role}:${sha256(apiKeys[actor])}`).join(',');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
