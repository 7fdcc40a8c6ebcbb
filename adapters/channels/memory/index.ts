export { createMemoryChannel, type MemoryChannel, type MemoryFault } from './memory-channel.js';
