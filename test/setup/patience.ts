// A world of three servers and a browser takes a few seconds to stand, more on a busy machine.
jest.setTimeout(90_000)
