import { MongoBinary } from 'mongodb-memory-server-core';
import { reasonOf } from '../resolve.js';

// Downloads mongod into a folder (arguments: version, folder) and prints the path. Settings come as MONGOMS_* variables.
const [version = '', downloadDir = ''] = process.argv.slice(2);
try {
  process.stdout.write(`mongod: ${await MongoBinary.getPath({ version, downloadDir, checkMD5: true })}\n`);
} catch (error) {
  process.stderr.write(`error: ${reasonOf(error).replaceAll('\n', ' ')}\n`);
  // Not the exit code alone: a connection that the failed download left open would keep the process for seconds.
  process.exit(1);
}
