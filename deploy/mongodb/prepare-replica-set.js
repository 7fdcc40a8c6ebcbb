// For mongosh: initiates the replica set of one member and makes the user of Amends. Repeating it is harmless.
const admin = connect(`mongodb://root:${process.env.ROOT_PASSWORD}@mongodb:27017/admin?directConnection=true`);

try {
  admin.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  admin.adminCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] } });
}

const deadline = Date.now() + 60_000;
while (!admin.hello().isWritablePrimary) {
  if (Date.now() > deadline) throw new Error('no primary was elected within a minute');
  sleep(500);
}

const amends = admin.getSiblingDB('amends');
if (amends.getUser('amends') === null) {
  amends.createUser({ user: 'amends', pwd: process.env.AMENDS_PASSWORD, roles: ['readWrite'] });
}
