/** Every query about chats, what they want and when: the one door to this room's tables. */
export * from './store/channels.js';
export * from './store/chats.js';
export * from './store/desk-invites.js';
export * from './store/desk-journal.js';
export * from './store/desks.js';
export * from './store/due.js';
export * from './store/editions.js';
export * from './store/feedback.js';
export * from './store/forgetting.js';
export { type KnownSettings, openKnownSettings } from './store/known-settings.js';
export * from './store/moving.js';
export * from './store/preferences.js';
export * from './store/schedules.js';
export * from './store/tastes.js';
