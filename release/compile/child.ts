/**
 * One compile in a process of its own, in a temporary folder.
 * Usage: child.ts PROJECT_DIR APPID
 */
import { rmSync } from 'node:fs'
import { compileHere } from './compile-here'

// What miniprogram-ci forks is gone after this compile: a script optimized for speed would not live to
// earn it back.
process.execArgv = ['--no-opt']
// nobody is left to tell: end, or a killed parent leaves a compiler behind
process.on('disconnect', () => {
  rmSync(process.cwd(), { recursive: true, force: true })
  process.exit(1)
})

const [projectPath = '', appid = ''] = process.argv.slice(2)

void compileHere(projectPath, appid).then((answer) => {
  process.send?.(answer, undefined, undefined, () => process.exit(0))
})
