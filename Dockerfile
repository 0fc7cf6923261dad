# The incubator as a container: one image for the web server, the jobs and the commands. Build: docker build -t incubator .
FROM python:3.13-slim-bookworm

# LibreOffice is not in it: PDF is optional, Word is what people work in.
RUN groupadd --gid 10001 incubator \
    && useradd --uid 10001 --gid incubator --home-dir /srv/incubator --no-create-home incubator \
    && install -d -o incubator -g incubator -m 0700 /var/lib/incubator

WORKDIR /srv/incubator
# With requirements-queue.lock jobs can run on procrastinate: docker build --build-arg LOCK=requirements-queue.lock
ARG LOCK=requirements.lock
COPY requirements.lock requirements-queue.lock requirements-meaning.lock ./
RUN pip install --no-cache-dir --require-hashes -r "$LOCK"
COPY pyproject.toml README.md LICENSE NOTICE wsgi.py ./
COPY incubator ./incubator
COPY templates ./templates
COPY static ./static
RUN pip install --no-cache-dir --no-deps --no-build-isolation -e .

ENV INCUBATOR_ENV=production INCUBATOR_INSTANCE=/var/lib/incubator PYTHONUNBUFFERED=1
USER incubator
VOLUME /var/lib/incubator
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/gezond', timeout=8)"]
CMD ["gunicorn", "--worker-class", "gthread", "--threads", "8", "--workers", "3", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm", "wsgi:app"]
