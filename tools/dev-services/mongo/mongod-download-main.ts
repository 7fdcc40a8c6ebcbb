import { MongoBinary } from 'mongodb-memory-server-core';
import { reasonOf } from '../resolve.js';

// Downloads mongod into a folder (arguments: version, folder) and prints the path. Settings come as MONGOMS_* variables.
const [version = '', downloadDir = ''] = process.argv.slice(2);
try {
  console.log(`mongod: ${await MongoBinary.getPath({ version, downloadDir, checkMD5: true })}`);
} catch (error) {
  console.error(`error: ${reasonOf(error)}`);
  process.exitCode = 1;
}
