"""Reports in; stories, families of copies, figures and time line out."""
