export { createMemoryChannel } from './memory-channel.js';
