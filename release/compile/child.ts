/**
 * Compiles once in a process of its own, in a temporary folder.
 * Usage: child.ts PROJECT_DIR APPID
 */
import { rmSync } from 'node:fs'
import { compileHere } from './compile-here'

// The processes that miniprogram-ci forks end after this compile: optimizing their code would take
// longer than it saves.
process.execArgv = ['--no-opt']
// the parent has ended: end too, or the compiler would keep running
process.on('disconnect', () => {
  rmSync(process.cwd(), { recursive: true, force: true })
  process.exit(1)
})

const [projectPath = '', appid = ''] = process.argv.slice(2)

void compileHere(projectPath, appid).then((answer) => {
  process.send?.(answer, undefined, undefined, () => process.exit(0))
})
