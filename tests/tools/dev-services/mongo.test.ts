import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startMongo } from '../../../tools/dev-services/index.js';
import { startStandIn } from '../../../tools/dev-services/mongo/stand-in.js';
import { ownDatabase } from '../../support/mongo.js';

const silent = () => undefined;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-mongo-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Runs an action with a collection of a database that is closed afterwards. */
async function withNotes<T>(uri: string, action: (notes: mongoose.mongo.Collection<{ _id: number }>) => Promise<T>) {
  const connection = await mongoose.createConnection(uri, { dbName: 'amends' }).asPromise();
  try {
    return await action(connection.collection<{ _id: number }>('notes'));
  } finally {
    await connection.close();
  }
}

describe('MongoDB for development', () => {
  test('says in one line where it came from, and refuses a second document of one key', async () => {
    const lines: string[] = [];
    const mongo = await startMongo({ log: (line) => lines.push(line) });
    await withNotes(mongo.uri, async (notes) => {
      await notes.insertOne({ _id: 1 });
      await expect(notes.insertOne({ _id: 1 })).rejects.toMatchObject({ code: 11000 });
    });
    await mongo.stop();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`MongoDB: ${mongo.source}`);
    expect(mongo.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+$/);
  });

  test('keeps its data over a restart where it was given a folder', async () => {
    const first = await startMongo({ log: silent, dbPath: join(folder, 'data') });
    await withNotes(first.uri, (notes) => notes.insertOne({ _id: 1 }));
    await first.stop();
    const second = await startMongo({ log: silent, dbPath: join(folder, 'data') });
    expect(await withNotes(second.uri, (notes) => notes.find().toArray())).toEqual([{ _id: 1 }]);
    await second.stop();
  });

  test('asks no other kind to read the data of one', async () => {
    const dbPath = join(folder, 'data');
    await mkdir(dbPath);
    await writeFile(join(dbPath, 'WiredTiger'), '');
    vi.stubEnv('XDG_CACHE_HOME', folder);
    vi.stubEnv('PATH', folder);
    const lines = await startMongo({ log: silent, dbPath }).catch((error: unknown) => String(error));
    expect(lines).toContain('mongod');
    expect(lines).not.toContain('mongo-java-server');
    await rm(join(dbPath, 'WiredTiger'));
    await writeFile(join(dbPath, 'stand-in.h2'), '');
    const others = await startMongo({ log: silent, dbPath }).catch((error: unknown) => String(error));
    expect(others).toContain('mongo-java-server');
    expect(others).not.toContain('mongod ');
  });

  test('is a database from the environment only where that is honoured', async () => {
    vi.stubEnv('MONGODB_URI', 'mongodb://db.customers.example');
    const given = await startMongo({ log: silent, honourEnvironment: true });
    expect(given).toMatchObject({ uri: 'mongodb://db.customers.example', source: 'MONGODB_URI' });
    const own = await startMongo({ log: silent });
    await own.stop();
    expect(own.source).not.toBe('MONGODB_URI');
  });
}, 60_000);

describe('the stand-in for MongoDB', () => {
  test('is missed with a clear reason where there is no JDK', async () => {
    vi.stubEnv('PATH', folder);
    await expect(startStandIn()).rejects.toThrow('a JDK of version 11 or later is needed (no such javac found)');
  });
});

test('each test file has a database of its own in the one MongoDB of the run', async () => {
  const [mine, other] = await Promise.all([ownDatabase(), ownDatabase()]);
  expect(new URL(mine).host).toBe(new URL(other).host);
  expect(new URL(mine).pathname).not.toBe(new URL(other).pathname);
}, 60_000);
