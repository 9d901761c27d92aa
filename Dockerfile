# The page and the command line; everything comes from the package registry.
#   docker build -t khulasa .
#   docker run --rm -p 127.0.0.1:7860:7860 khulasa
#   docker run --rm -v "$PWD:/data" khulasa article.txt
FROM python:3.12-slim

ENV KHULASA_CACHE=/var/cache/khulasa \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    GRADIO_ANALYTICS_ENABLED=False

COPY . /src
RUN pip install '/src[demo,documents]' \
    && useradd --create-home --uid 1000 reader \
    && mkdir -p "$KHULASA_CACHE" /data \
    && chown reader: "$KHULASA_CACHE" /data

USER reader
# Build the model now, so that a container starts at once and needs no network.
RUN khulasa translate /src/examples/marathon.txt > /dev/null

WORKDIR /data
EXPOSE 7860
ENTRYPOINT ["khulasa"]
CMD ["demo", "--host", "0.0.0.0", "--port", "7860"]
