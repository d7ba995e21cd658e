#!/usr/bin/env bash
# Starts an image as compose.yaml does, read-only and with a webhook alone, waits until it is healthy, and stops it in order.
# Usage: checkImage.sh IMAGE. DOCKER names another client, such as podman with its options.
set -euo pipefail

image=$1
name=captchaai-check-$$
read -r -a docker <<< "${DOCKER:-docker}"
read -r -a options <<< "${RUN_OPTIONS:-}"

trap '"${docker[@]}" rm --force "$name" > /dev/null 2>&1 || true' EXIT

# Addresses of this machine, on which nobody listens: the monitor has to live with that.
"${docker[@]}" run --detach --name "$name" "${options[@]}" \
  --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
  --env DISCORD_API_URL=http://127.0.0.1:1/api \
  --env DISCORD_WEBHOOK_URL=http://127.0.0.1:1/api/webhooks/1122334455667788990/only-for-this-check-0123456789 \
  --env CAPTCHAAI_URL=http://127.0.0.1:1 --env CAPTCHAAI_API_KEY=0123456789abcdef0123456789abcdef \
  --env INGEST_TOKEN=only-for-this-check --env HTTP_HOST=127.0.0.1 \
  "$image" > /dev/null

deadline=$((SECONDS + 60))
until answer=$("${docker[@]}" exec "$name" node /app/dist/src/cli/start.cjs health 2>&1) || [[ $answer == *'not ready: webhook'* ]]; do
  if ((SECONDS > deadline)); then
    echo "It does not answer: $answer"
    "${docker[@]}" logs "$name"
    exit 1
  fi
  sleep 1
done
echo "health: $answer"

user=$("${docker[@]}" exec "$name" id --user)
echo "user: $user"
test "$user" != 0

began=$SECONDS
"${docker[@]}" stop --time 15 "$name" > /dev/null
code=$("${docker[@]}" inspect --format '{{.State.ExitCode}}' "$name")
echo "stopped within $((SECONDS - began)) s with $code"
test "$code" = 0
