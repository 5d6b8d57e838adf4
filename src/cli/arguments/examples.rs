//! What the help shows of commands, by example.

pub(super) const EXAMPLES: &str = "\
Examples:
  folio cv                     write output/cv.pdf
  folio resume publications    write two documents
  folio build                  write every document of cv.yaml
  folio cv --format pdf,txt    write output/cv.pdf and output/cv.txt
  folio build --verify         say whether the files in output/ are current
  folio batch people/*.yaml    write the documents of many CVs
  folio watch --serve          build again on every save, and show the pages
  folio check                  find problems and give advice, write no documents
  folio check --fix            and first correct what is surely a slip
  folio explain bad-date       say more about a problem
  folio new ada.yaml           write a file to start from
  folio new --repository ada   write a folder to push, which builds itself
  folio theme                  list the looks; `folio theme gallery` shows your CV in each
  folio import resume.json -o cv.yaml
                               make a cv.yaml of a CV in another format
  folio schema > cv.json       write the JSON Schema that editors check with
  folio -f ada.yaml cv -o out  read ada.yaml, write out/cv.pdf

Exit codes:
  0  done
  1  the source has errors (or warnings that are denied), or --verify found stale files
  2  the command line is wrong, or names a document that does not exist
  3  a file or the standard output cannot be written, a file cannot be read, or would be overwritten
     by new or import";

pub(super) const IMPORT: &str = "\
What is written passes `folio check` where the source is right; what it has wrong stays as it was, and
is told. Every value of the source is placed, placed with a doubt, or told as left out, with its path
and why. docs/import.md lists the fields of every format.

Examples:
  folio import resume.json                 print a cv.yaml, and what became of each value
  folio import Ada_Lovelace_CV.yaml -o cv.yaml
                                           write it; a file that is there stays as it is
  folio import 0000-0002-1825-0097.xml papers.bib -o cv.yaml
                                           make one CV of a record of ORCID and a bibliography
  folio import resume.json -o cv.yaml --report
                                           and what was left out, as comments at its end

Exit codes:
  0  done, whatever was left out
  1  a file is broken, or in no format that is known
  2  the command line is wrong
  3  a file cannot be read or written, or would be overwritten";

pub(super) const SCHEMA: &str = "\
Editors complete keys, show what they mean and mark mistakes as you type, once the file is there and
the first line of cv.yaml names it, as `folio new` writes it:

  mkdir -p schema && folio schema > schema/cv.schema.json

  # yaml-language-server: $schema=schema/cv.schema.json

VS Code needs the extension redhat.vscode-yaml, which also takes a setting in place of that line, as
a file or an address:

  \"yaml.schemas\": {\"schema/cv.schema.json\": \"cv.yaml\"}

Neovim, Helix, Zed and Emacs have the same server (yaml-language-server), JetBrains a reader of its
own. docs/editors.md says more.";

pub(super) const BATCH: &str = "\
Which files:
  A PATH that is a file is a CV, whatever its name. A folder is searched, however deep, for *.yaml
  and *.yml. Left alone are names that begin with a dot, folders called templates or fonts, links
  to folders, and the output folder. Each file is taken once, in the order of their paths.

Where to:
  people/ada.yaml is written into output/ada/, and people/ada/cv.yaml as well: a file called cv
  takes the name of its folder. Two files of one folder are an error before anything is written.
  templates/ and fonts/ beside a file are its own.

A file that fails does not stop the others.

Examples:
  folio batch people/*.yaml
  folio batch people --document resume --format pdf,tex --jobs 8
  folio batch people --shard 1/4 --summary part-1.json

Exit codes:
  0  all were built
  1  some have errors in their sources (or warnings that are denied)
  2  the command line is wrong, or there is nothing to build
  3  some cannot be read or written";

pub(super) const WATCH: &str = "\
Watches cv.yaml, the bibliographies, templates, fonts and pictures that the documents use, and
writes again those that a change affects. Errors are shown, and the files of the last good state
stay until the next save is good. Ctrl-C ends it.

Examples:
  folio watch                  keep all documents current
  folio watch resume --open    and show the résumé in the browser while you write
  folio watch --serve --port 8080
                               at http://127.0.0.1:8080/, to open yourself

--port and --open imply --serve. Keys of the preview: 1 to 9 or ← → change the document, + - 0 the
size, f fits the width, ? lists all.";
