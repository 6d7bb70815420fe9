// Only in `npm run test:elsewhere`: a test file has a Date of its own. See scripts/elsewhere/move-date.js.
process.moveDateOf(globalThis)
