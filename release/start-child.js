// Starts a TypeScript script. Only the script and its imports use the TypeScript loader:
// miniprogram-ci is plain JavaScript and loads in two thirds of the time without it. See
// child-process.ts.
const { register } = require('tsx/cjs/api')

process.argv.splice(1, 1)
const unregister = register()
require(process.argv[1])
unregister()
