// For mongosh: initiates the replica set of one member, and makes the user of Amends or gives it the password and the role
// of now. Repeating it is harmless.
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
const account = { pwd: process.env.AMENDS_PASSWORD, roles: ['readWrite'] };
if (amends.getUser('amends') === null) amends.createUser({ user: 'amends', ...account });
// A password that was changed in the configuration would lock Amends out.
else amends.updateUser('amends', account);
