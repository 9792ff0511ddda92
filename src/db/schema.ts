/** All tables, one file a room under schema/; this is what the connection and drizzle-kit read. */
export * from './schema/chats.js';
export * from './schema/delivery.js';
export * from './schema/desks.js';
export * from './schema/digests.js';
export * from './schema/drafts.js';
export * from './schema/feedback.js';
export * from './schema/intake.js';
export * from './schema/keys.js';
export * from './schema/operations.js';
export * from './schema/schedules.js';
export { unsealJson } from './schema/sealed.js';
export * from './schema/stories.js';
export * from './schema/summaries.js';
