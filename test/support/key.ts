/** The data key of every test: what is sealed in one run can be opened in the next. */
export const TEST_KEY = Buffer.alloc(32, 'korotko');
