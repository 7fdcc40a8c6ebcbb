import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { obtainJars, type PinnedJars } from '../../../tools/dev-services/mongo/stand-in-jars.js';
import { startMirror, type LoopbackMirror } from './loopback-mirror.js';

const jar = 'the content of a jar';
const artifact = '/amends-test/fake-server/1.0.0/fake-server-1.0.0';
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

const project = (artifactId: string, rest = '') =>
  `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>amends-test</groupId><artifactId>${artifactId}</artifactId><version>1.0.0</version>${rest}</project>`;
const dependency = `<dependencies><dependency><groupId>amends-test</groupId>
  <artifactId>fake-server</artifactId><version>1.0.0</version></dependency></dependencies>`;

let folder: string;
let repository: LoopbackMirror;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-maven-'));
  repository = await startMirror((path) => {
    if (path === `${artifact}.pom`) return project('fake-server');
    return path === `${artifact}.jar` ? jar : undefined;
  });
  await writeFile(join(folder, 'pom.xml'), project('wants-the-fake', dependency));
  await writeFile(join(folder, 'settings.xml'), settingsWith(repository.url));
  await borrowPlugins(join(folder, 'repository'));
});
afterEach(async () => {
  await repository.stop();
  await rm(folder, { recursive: true });
});

/** Settings that look for jars on loopback; plugins, which are Maven's own, come from where they always come from. */
function settingsWith(url: string): string {
  return `<settings><profiles><profile><id>loopback</id><repositories>
    <repository><id>central</id><url>${url}</url></repository>
    </repositories></profile></profiles><activeProfiles><activeProfile>loopback</activeProfile></activeProfiles></settings>`;
}

/** A local repository that keeps the fake to itself and shares what this user's Maven has fetched before. */
async function borrowPlugins(local: string): Promise<void> {
  const own = join(homedir(), '.m2/repository');
  await mkdir(local);
  const groups = await readdir(own).catch(() => []);
  await Promise.all(groups.map((group) => symlink(join(own, group), join(local, group))));
}

const pinned = (checksums: Readonly<Record<string, string>>): PinnedJars => ({
  title: 'fake-server-1.0.0',
  pom: join(folder, 'pom.xml'),
  checksums,
});
const options = () => ({
  cache: join(folder, 'cache'),
  mavenArgs: ['--global-settings', join(folder, 'settings.xml'), `-Dmaven.repo.local=${join(folder, 'repository')}`],
});

describe('the jars of the MongoDB stand-in', () => {
  test('are fetched with Maven, checked and kept', async () => {
    const jars = await obtainJars(pinned({ 'fake-server-1.0.0.jar': sha256(jar) }), options());
    expect(await readdir(jars)).toEqual(['fake-server-1.0.0.jar']);
    expect(repository.asked).toContain(`${artifact}.jar`);
  });

  test('are refused when one is not the pinned one, and nothing stays in the cache', async () => {
    const other = pinned({ 'fake-server-1.0.0.jar': sha256('another jar') });
    await expect(obtainJars(other, options())).rejects.toThrow(
      /checksum of fake-server-1\.0\.0\.jar.*refused and removed/,
    );
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });

  test('are refused when one comes that is not pinned', async () => {
    await expect(obtainJars(pinned({}), options())).rejects.toThrow(
      'Maven gave other jars than pinned: fake-server-1.0.0.jar',
    );
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });

  test('are missed with what Maven said when the repository lacks them', async () => {
    await repository.stop();
    const missing = obtainJars(pinned({ 'fake-server-1.0.0.jar': sha256(jar) }), options());
    await expect(missing).rejects.toThrow(/mvn ended with 1: \[ERROR\].*fake-server/);
  });
}, 60_000);
