#!/bin/sh
# Enhances a folder in shares with GNU parallel, on this machine or on several.
#
#   parallel.sh SHARES IN OUT [option of candela enhance ...]
#   PARALLEL='--sshloginfile machines --jobs 1' parallel.sh 40 /shared/in /shared/out
#
# PARALLEL holds more options for GNU parallel. Without any, it starts a share for each core; `--jobs 1` starts one a machine, which
# suits Candela, because it uses all cores. Several machines need both folders under the same path.
set -eu

shares=$1 in=$2 out=$3
shift 3

# A share whose worker dies is started again, and Candela goes on with it. A share that ends with 1 (some photos failed) is started
# again too: its failed photos get more tries, and what is done stays done.
# --termseq: on SIGTERM Candela finishes what it can write and needs up to two seconds; GNU parallel would give it half a second.
seq "$shares" | parallel --quote --line-buffer --retries 4 --termseq TERM,10000,KILL,25 \
  candela enhance "$in" --recursive --out "$out" --shard "{}/$shares" "$@" &
worker=$!

# A machine that is taken away gets SIGTERM. GNU parallel starts no more shares after the first, and ends the running ones after a
# second. The same command goes on later.
end() {
  kill -TERM $worker
  sleep 1
  kill -TERM $worker || true
  wait $worker || true
  exit 143
}
trap end TERM INT

code=0
wait $worker || code=$?
candela report "$out" --format html,csv,json
exit "$code"
