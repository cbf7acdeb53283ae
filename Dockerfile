# 预算问答 in a container: docker build -t budget . && docker run -p 127.0.0.1:8501:8501 -v budget:/data budget
#
# Documents, index and conversations live in the volume /data (corpus, index, state). A new volume begins with the transcriptions of
# corpus/ and their index, so that the first page comes at once. Settings: -e BUDGET_UPLOAD=on …, or a file /data/budget.toml with
# -e BUDGET_SETTINGS=/data/budget.toml.

FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# The libraries first: they change seldom, and torch is large. [auth] is for signing in (st.login).
COPY pyproject.toml ./
RUN python -c "import tomllib; print('\n'.join(tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies']))" > /tmp/libraries.txt \
    && pip install -r /tmp/libraries.txt "streamlit[auth]"
COPY README.md LICENSE ./
COPY assistant assistant
COPY index index
RUN pip install --no-deps .
COPY corpus /data/corpus
RUN mkdir /data/state && cd /data && python -m index rebuild --corpus /data/corpus --out /data/index

FROM python:3.12-slim
# Pages of PDF files that do not carry their fonts are drawn with this one.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-wqy-microhei && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home budget
COPY --from=build /opt/venv /opt/venv
COPY --from=build --chown=budget:budget /data /data
WORKDIR /app
COPY app.py ./
COPY .streamlit .streamlit
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 \
    BUDGET_CORPUS=/data/corpus BUDGET_INDEX=/data/index BUDGET_STATE=/data/state
USER budget
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
# 0.0.0.0 is the container's own network only; what of it is published, `docker run -p` says.
CMD ["streamlit", "run", "app.py", "--server.address=0.0.0.0", "--server.port=8501"]
