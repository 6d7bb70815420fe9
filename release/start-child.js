// Starts a script in TypeScript and all that it imports; what comes after, miniprogram-ci above all, is
// plain JavaScript and loads in two thirds of the time without a loader in between. See child-process.ts.
const { register } = require('tsx/cjs/api')

process.argv.splice(1, 1)
const unregister = register()
require(process.argv[1])
unregister()
