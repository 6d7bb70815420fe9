/**
 * Compiles in this process. Use it only in a process of its own: miniprogram-ci forks processes
 * that keep node alive, prints to stdout, and leaves an empty folder in the current directory.
 */
import { helpersOf } from './helpers'
import type { ChildMessage, CompileError, PackedFile } from './messages'
import { pluginMarksIn } from './plugin-marks'
import { holdsKey } from './secrets'

/** Never throws: a refusal by the compiler is a result. */
export async function compileHere(projectDir: string, appid: string): Promise<ChildMessage> {
  try {
    return { kind: 'packed', files: await packedFiles(projectDir, appid) }
  } catch (error) {
    return { kind: 'refused', error: describe(error) }
  }
}

async function packedFiles(projectPath: string, appid: string): Promise<PackedFile[]> {
  const ci = await import('miniprogram-ci')

  /** Overrides the only request that a compile sends to WeChat: the limits of the account. */
  class OfflineProject extends ci.Project {
    override attr(): Promise<unknown> {
      return Promise.resolve({
        platform: false,
        appType: 0,
        isSandbox: false,
        released: false,
        setting: {
          MaxCodeSize: 2,
          MaxSubpackageSubCodeSize: 2,
          MaxSubpackageFullCodeSize: 20,
          NavigateMiniprogramLimit: 10,
          MaxSubPackageLimit: 100,
          MinTabbarCount: 2,
          MaxTabbarCount: 5,
          MaxCustomTabbarCount: 10,
          MaxTabbarIconSize: 40,
        },
      })
    }
  }

  // a closed port: no request leaves the machine, and none waits for a timeout
  ci.proxy('http://127.0.0.1:9')
  const project = new OfflineProject({
    appid,
    type: 'miniProgram',
    projectPath,
    // required, but not used: only an upload is signed
    privateKey: 'offline',
    ignores: ['node_modules/**/*'],
  })
  const files = await ci.getCompiledResult({
    // its typings do not support exactOptionalPropertyTypes
    project: project as Parameters<typeof ci.getCompiledResult>[0]['project'],
    version: '0.0.0',
    desc: '',
    // each thread loads the compiler again, which takes longer than it saves for a small app
    threads: 1,
    setting: { useProjectConfig: true },
    onProgressUpdate: () => undefined,
  })
  return Object.entries(files)
    .map(([path, content]) => packedFile(path, Buffer.from(content)))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function packedFile(path: string, content: Buffer): PackedFile {
  const text = content.toString('utf8')
  const helpers = helpersOf(path, text)
  const pluginMarks = pluginMarksIn(text)
  return {
    path,
    bytes: content.length,
    ...(helpers.length > 0 && { helpers }),
    ...(pluginMarks.length > 0 && { pluginMarks }),
    ...(holdsKey(content.toString('latin1')) && { holdsKey: true }),
  }
}

function describe(error: unknown): CompileError {
  const given = typeof error === 'object' && error !== null ? error : {}
  const field = (name: string): unknown => Reflect.get(given, name)
  const code = field('code')
  const path = field('path')
  return {
    code: typeof code === 'number' || typeof code === 'string' ? code : null,
    path: typeof path === 'string' ? path : null,
    message: error instanceof Error ? error.message : String(error),
  }
}
