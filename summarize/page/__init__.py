"""What the web page is made of; ``app.py`` wires it. Only ``parts`` needs Gradio to be imported."""
