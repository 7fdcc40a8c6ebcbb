import { readFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

/** A MongoDB as the script sees it through mongosh, with or without what the script makes. */
class Member {
  readonly asked: string[] = [];
  readonly users = new Map<string, { readonly pwd: string; readonly roles: readonly string[] }>();
  initiated = false;

  readonly admin = {
    adminCommand: (command: object) => {
      this.asked.push(...Object.keys(command));
      if ('replSetInitiate' in command) this.initiated = true;
      else if (!this.initiated) throw Object.assign(new Error('no set'), { codeName: 'NotYetInitialized' });
    },
    hello: () => ({ isWritablePrimary: this.initiated }),
    getSiblingDB: (name: string) => {
      expect(name).toBe('amends');
      return {
        getUser: (user: string) => this.users.get(user) ?? null,
        createUser: ({ user, pwd, roles }: { user: string; pwd: string; roles: readonly string[] }) => {
          expect(this.users.has(user)).toBe(false);
          this.users.set(user, { pwd, roles });
        },
        updateUser: (user: string, account: { pwd: string; roles: readonly string[] }) => {
          expect(this.users.has(user)).toBe(true);
          this.users.set(user, account);
        },
      };
    },
  };

  /** Runs the script with this password for Amends. */
  async prepare(password: string): Promise<void> {
    const script = await readFile('deploy/mongodb/prepare-replica-set.js', 'utf8');
    const env = { ROOT_PASSWORD: 'of-root', AMENDS_PASSWORD: password };
    runInNewContext(script, {
      process: { env },
      connect: (uri: string) => {
        expect(uri).toContain('root:of-root@mongodb:27017/admin');
        return this.admin;
      },
      sleep: () => undefined,
    });
  }
}

// mongosh itself cannot be had here: this runs the script against the calls that it makes.
describe('the job that prepares MongoDB', () => {
  it('initiates the set and makes the user of Amends, with the right to one database', async () => {
    const member = new Member();
    await member.prepare('first');
    expect(member.asked).toEqual(['replSetGetStatus', 'replSetInitiate']);
    expect([...member.users]).toEqual([['amends', { pwd: 'first', roles: ['readWrite'] }]]);
  });

  it('gives the user that is there the password that was changed since, and initiates nothing again', async () => {
    const member = new Member();
    await member.prepare('first');
    await member.prepare('second');
    expect(member.asked).toEqual(['replSetGetStatus', 'replSetInitiate', 'replSetGetStatus']);
    expect([...member.users]).toEqual([['amends', { pwd: 'second', roles: ['readWrite'] }]]);
  });
});
