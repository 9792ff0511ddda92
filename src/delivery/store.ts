/** Every query about payloads, deliveries, notices on their way, pauses and the budget: the one door to these tables. */
export * from './store/budget.js';
export * from './store/corrections.js';
export * from './store/enqueue.js';
export * from './store/keep.js';
export * from './store/notices.js';
export * from './store/ours.js';
export * from './store/outcomes.js';
export * from './store/pauses.js';
export * from './store/queue.js';
export * from './store/reactions.js';
export * from './store/recalls.js';
export * from './store/states.js';
