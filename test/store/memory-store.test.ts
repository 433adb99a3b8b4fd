import { storeContract } from './contract.js';
import { memoryStore } from './memory-store.js';

storeContract('memory', async () => ({ store: memoryStore(), dispose: async () => undefined }));
