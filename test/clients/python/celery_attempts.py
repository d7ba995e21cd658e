"""Celery's signals in the order in which two threads may send them: the second attempt begins, then the first one ends."""

import threading

from celery import signals

import celery_app

ID = "0b7c3a52-6a0f-4e0e-8f0e-2f7f9f5d1a77"
task = celery_app.solve
first_is_over, second_began = threading.Event(), threading.Event()


def second_attempt():
    task.push_request(id=ID)
    signals.task_prerun.send(sender=task, task_id=ID)
    second_began.set()
    first_is_over.wait()
    signals.task_success.send(sender=task, result="token")
    signals.task_postrun.send(sender=task, task_id=ID)


signals.task_prerun.send(sender=task, task_id=ID)
thread = threading.Thread(target=second_attempt)
thread.start()
second_began.wait()
signals.task_postrun.send(sender=task, task_id=ID)
first_is_over.set()
thread.join()
celery_app.report.flush()
