/**
 * Compiles several apps without restarting WeChat's compiler, as DevTools does: the app is in a
 * fixed folder, and the compiler is notified of each changed file.
 */
import { mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { summerCompilerFactory } from 'miniprogram-ci/dist/modules/createSummer'
import { compileHere } from '../../release/compile/compile-here'
import type { ChildMessage } from '../../release/compile/messages'
import { listFiles } from '../../release/project/list-files'

export interface WarmJob {
  readonly projectDir: string
  readonly appid: string
}

process.on('disconnect', () => {
  rmSync(process.cwd(), { recursive: true, force: true })
  process.exit(1)
})

const kept = path.join(process.cwd(), 'app')
const files = new Map<string, Buffer>()

async function answer({ projectDir, appid }: WarmJob): Promise<ChildMessage> {
  if (files.size === 0) {
    mkdirSync(kept)
    symlinkSync(
      realpathSync(path.join(projectDir, 'node_modules')),
      path.join(kept, 'node_modules'),
      'junction',
    )
  }
  const wanted = new Map(
    listFiles(projectDir).map((file) => [file, readFileSync(path.join(projectDir, file))]),
  )
  for (const file of [...files.keys()].filter((known) => !wanted.has(known))) {
    rmSync(path.join(kept, file))
    await changed('unlink', file)
    files.delete(file)
  }
  for (const [file, content] of wanted) {
    const before = files.get(file)
    if (before?.equals(content)) continue
    const target = path.join(kept, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, content)
    await changed(before ? 'change' : 'add', file)
    files.set(file, content)
  }
  return await compileHere(kept, appid)
}

/**
 * Both project objects of the compiler keep a list of files. Neither exists before the first
 * compile.
 */
async function changed(kind: 'add' | 'change' | 'unlink', file: string): Promise<void> {
  await summerCompilerFactory.project?.onFileChange(kind, file)
  await summerCompilerFactory.summerCompiler?.project.onFileChange(kind, file)
}

process.on('message', (job: WarmJob) => {
  void answer(job).then((message) => process.send?.(message))
})
