// `npm run imports`: import cycles, imports of types included. Which folder may import which is in eslint.config.mjs.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Move what both files need into a file that imports neither.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: { exclude: { path: '(^|/)(node_modules|\\.cache|dist)/' }, tsPreCompilationDeps: true },
}
