# serve   the application on this machine; rebuilds when a source changes
# test    everything that must hold before a change goes in
# bench   how long what a clerk waits for takes
# dist    the finished site in dist/
# shots   screenshots in tests/e2e/shots, and the README's picture
# setup   makes a bare Debian or Ubuntu machine ready for all of these
.PHONY: serve test bench dist shots setup
.DEFAULT_GOAL := serve

serve:
	@scripts/setup.sh build
	@cargo dist --any-size
	@node scripts/serve.mjs --watch

test:
	@scripts/test.sh

bench:
	@scripts/setup.sh test
	@cargo dist --any-size
	@scripts/node scripts/bench.mjs

dist:
	@scripts/setup.sh build
	@cargo dist

shots:
	@scripts/setup.sh test
	@cargo dist --any-size
	@scripts/node scripts/shots.mjs

setup:
	@scripts/setup.sh test
