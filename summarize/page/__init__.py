"""What the web page is made of; ``app.py`` wires it. Nothing in here imports Gradio."""
