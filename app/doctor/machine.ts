import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fault, ok, type Check } from './check.js';

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  engines: z.object({ node: z.string() }).optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** What runs here: Node, and the packages of Temporal. */
export function machineChecks(nodeVersion: string = process.versions.node): readonly Check[] {
  return [
    {
      name: 'Node',
      remedy: 'install Amends anew: its package.json is not there',
      look: async () => {
        const { engines } = await ownManifest();
        const least = engines?.node.replace('>=', '') ?? '';
        const remedy = `install Node ${least} or later`;
        return isAtLeast(nodeVersion, least) ? ok(nodeVersion) : fault(`${nodeVersion} is older than ${least}`, remedy);
      },
    },
    {
      name: 'Temporal packages',
      remedy: 'install the packages anew: npm ci',
      look: async () => {
        const versions = [...new Set(await temporalVersions())];
        if (versions.length === 1) return ok(versions.join());
        const says = `versions ${versions.sort().join(' and ')} side by side do not understand each other`;
        return fault(says, 'install the packages anew: npm ci');
      },
    },
  ];
}

/** Compares the leading numbers of two versions, as many as the second has. */
export function isAtLeast(version: string, least: string): boolean {
  const [has, needs] = [version, least].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (const [at, number] of (needs ?? []).entries()) {
    const own = has?.[at] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

async function temporalVersions(): Promise<readonly string[]> {
  const root = await ownRoot();
  const { dependencies } = await ownManifest();
  const names = Object.keys(dependencies).filter((name) => name.startsWith('@temporalio/'));
  const manifests = names.map((name) => manifestIn(join(root, 'node_modules', name)));
  return (await Promise.all(manifests)).map(({ version }) => version);
}

async function ownManifest(): Promise<z.output<typeof manifest>> {
  return manifestIn(await ownRoot());
}

/** The folder of our own package.json, from the sources and from what is built of them alike. */
async function ownRoot(): Promise<string> {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const found = await manifestIn(folder).catch(() => undefined);
    if (found?.name === 'amends') return folder;
    if (folder === dirname(folder)) throw new Error('no package.json of amends above this file');
    folder = dirname(folder);
  }
}

async function manifestIn(folder: string): Promise<z.output<typeof manifest>> {
  return manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
}
