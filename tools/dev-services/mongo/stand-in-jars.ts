import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, findEntry, putEntry } from '../cache.js';
import { ChecksumError, verifyChecksum } from '../checksum.js';
import { runCommand } from '../child-process.js';

/** How Maven is asked; tests point it at a loopback repository. */
export interface MavenOptions {
  /** The cache folder; default {@link cacheFolder}. */
  readonly cache?: string;
  /** Arguments before the goal, such as `--global-settings FILE`. */
  readonly mavenArgs?: readonly string[];
}

/** The jars that a pom asks for, each pinned. */
export interface PinnedJars {
  /** Names them with their version. */
  readonly title: string;
  /** Path of the pom whose dependencies they are. */
  readonly pom: string;
  /** SHA-256 in hex by file name; exactly these files have to come. */
  readonly checksums: Readonly<Record<string, string>>;
}

// SHA-256 of each jar, from Maven Central on 2026-11-21: mongo-java-server (BSD-3), H2 (EPL-1.0 or MPL-2.0),
// Netty (Apache-2.0), SLF4J (MIT).
const checksums: Readonly<Record<string, string>> = {
  'h2-2.3.232.jar': '8dae62d22db8982c3dcb3826edb9c727c5d302063a67eef7d63d82de401f07d3',
  'mongo-java-server-core-1.47.0.jar': '9a34c9ad6ac6261906295481838256033ec1efc8c93a3e3828e5d47a006b0bd4',
  'mongo-java-server-h2-backend-1.47.0.jar': '58ca6760a25f8a05adfe8a0f7a8a042ca22bd472869028755931507cdce20e71',
  'netty-buffer-4.2.2.Final.jar': '4820eeb2d3db269b20b30711e3d7d21979664249aaf10fc67f90dee935810747',
  'netty-codec-4.2.2.Final.jar': '6a4ea3cedc831a377e20e32da5df4d2a47b954810e941138e3358e313db3a7f9',
  'netty-codec-base-4.2.2.Final.jar': '76987614ccb2fda7d3292b69ba5b61351f30e91bf5c7d8fa4b51bc32c9f67456',
  'netty-codec-compression-4.2.2.Final.jar': '005734e20aceb5e2c030033f7e042c81ee444497efd110cfca8de445642652ac',
  'netty-codec-marshalling-4.2.2.Final.jar': 'ae8bb7a077ca02357c922e3abc1acf1bf191d5e2776721d69cbca50a16281096',
  'netty-codec-protobuf-4.2.2.Final.jar': 'cfe0c7e6e68d83480a639b533eb7edaaf3252cfae8b73d0e362859673a4f9d97',
  'netty-common-4.2.2.Final.jar': '5d022f3acad74cb0f195f60213500a4000d1340e5e941edaf1a0e756686b9bae',
  'netty-handler-4.2.2.Final.jar': 'd4ef582c78125457baa0cfa52992b5fb1bb9172d1a2c03b726e8b26e17d3fe2c',
  'netty-resolver-4.2.2.Final.jar': 'fa7841ffe2e39d52251814fb8560d6936b10ae7c67453ee50426b83fd5170ba0',
  'netty-transport-4.2.2.Final.jar': '116d766a1af4722fe76a4cdaed969644985d44e08ec1337d2dbab697dd109603',
  'netty-transport-native-unix-common-4.2.2.Final.jar':
    'aa8821a7ea2ca47f62740bd1f37d67deb97824cc77e76dde6ae2c439a923fc9d',
  'slf4j-api-2.0.17.jar': '7b751d952061954d5abfed7181c1f645d336091b679891591d63329c622eb832',
};

/** mongo-java-server with its H2 backend and all it depends on. */
export const standInJars: PinnedJars = {
  title: 'mongo-java-server-1.47.0',
  pom: fileURLToPath(new URL('./pom.xml', import.meta.url)),
  checksums,
};

const copyDependencies = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const downloadLimitMs = 180_000;

/** The folder with pinned jars: from the cache, else fetched with Maven and checked one by one. */
export async function obtainJars(pinned: PinnedJars, options: MavenOptions = {}): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify(pinned.checksums)).digest('hex');
  const entry = { cache: options.cache ?? cacheFolder(), name: `${pinned.title}-${digest.slice(0, 16)}` };
  const cached = await findEntry(entry);
  return cached ?? (await putEntry(entry, (folder) => fetchJars(pinned, folder, options.mavenArgs ?? [])));
}

async function fetchJars(pinned: PinnedJars, folder: string, mavenArgs: readonly string[]): Promise<void> {
  const goal = [copyDependencies, '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
  await runCommand({ file: 'mvn', args: ['-B', '-q', ...mavenArgs, '-f', pinned.pom, ...goal] }, downloadLimitMs);
  const found = (await readdir(folder)).sort();
  const expected = Object.keys(pinned.checksums).sort();
  if (found.join() !== expected.join())
    throw new ChecksumError(`Maven gave other jars than pinned: ${found.join(', ')}`);
  for (const [jar, checksum] of Object.entries(pinned.checksums)) await verifyChecksum(join(folder, jar), checksum);
}
