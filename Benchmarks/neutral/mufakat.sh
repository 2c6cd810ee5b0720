#!/bin/sh
# Starts mufakat for a measurement, with a fresh data folder: mufakat.sh DATA PORT. MUFAKAT names the release program.
rm -rf "$1"
exec "${MUFAKAT:?set MUFAKAT to the release program}" serve --data "$1" --listen "127.0.0.1:$2"
