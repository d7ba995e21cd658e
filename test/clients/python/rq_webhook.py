"""Posts what the webhook of RQ 2.10 posts, with the same library. Prints how each post was answered."""

import datetime
import json
import os
import traceback
import urllib.error
import urllib.request

URL = os.environ["CAPTCHAAI_MONITOR_URL"] + "/v1/hooks/rq?captchaType=turnstile"
TOKEN = os.environ["CAPTCHAAI_MONITOR_TOKEN"]


def post(body, token=TOKEN):
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + token}
    request = urllib.request.Request(URL, data=json.dumps(body).encode("utf-8"), headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def failure():
    try:
        raise ValueError("ERROR_CAPTCHA_UNSOLVABLE for key 0123456789abcdef0123456789abcdef")
    except ValueError as error:
        return "".join(traceback.format_exception(type(error), error, error.__traceback__))


now = datetime.datetime.now(datetime.timezone.utc).isoformat()
job = {"job_id": "322e0daa-a6aa-4483-a192-5ef21084c6a4", "func_name": "shop.solve", "enqueued_at": now, "ended_at": now}
finished = {**job, "status": "finished", "result": "03AGdBq25SxXT"}
failed = {**job, "job_id": "55681de1-2618-4b1e-a6b5-bfa97efb6ebc", "status": "failed", "exc_info": failure()}
answers = [post(finished), post(failed), post(finished), post(failed), post(finished, "wrong"), post({"job_id": "1"})]
print(json.dumps(answers))
