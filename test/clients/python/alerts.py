"""Sends the alerts of the article to a webhook: `alerts.py WEBHOOK API_BASE [PATIENCE]`. Prints what each call answered."""

import json
import logging
import sys

from captchaai_monitor import DiscordCaptchaAlerts

logging.basicConfig(format="%(levelname)s %(message)s")
webhook, api_base = sys.argv[1:3]
alerts = DiscordCaptchaAlerts(webhook, api_base=api_base, patience=float(sys.argv[3]) if len(sys.argv) > 3 else 30)
if len(sys.argv) > 4:
    answers = [alerts.balance_alert(8.42, 10)]
else:
    answers = [
        alerts.balance_alert(8.42, 10.0),
        alerts.balance_alert(1.99, 10.0),
        alerts.error_spike(22.5, 45, 200, {"TIMEOUT": 15, "ERROR_CAPTCHA_UNSOLVABLE": 30}),
        alerts.error_spike(0.225, 45, 200, {}),
        alerts.queue_backup(340, 4),
        alerts.daily_summary(12450, 0.952, 22.4, 37.35, 598, 142.3, 87),
        alerts.daily_summary(0),
        alerts.recovered(0.775, 0.96),
        alerts.send_embed("@everyone " + "t" * 300, "\U0001f4b0" * 5000, "no colour", [{"name": "", "value": "x" * 2000}] * 30),
    ]
print(json.dumps(answers))
