#!/bin/sh
# Install Debian's Chromium for the tests in this folder, if it is missing and can be installed.
# Playwright's own browsers are not used: what the distribution ships is patched by the distribution.
set -u

for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi

echo "Chromium is missing and can't be installed here: the tests of the page in a browser will not run." >&2
[ "${CI:-}" = true ] && exit 1
exit 0
